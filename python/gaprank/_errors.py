"""The one family of exceptions."""


class GaprankError(Exception):
    """Something that stops a whole call. What stops one document is a row of a table ``rejects``, never an exception.

    ``code`` is one word for programs: ``no_such_path``, ``io``, ``config``, ``taxonomy``, ``batch`` (a table that cannot be used),
    ``stopped``, ``internal`` (a bug in gaprank) and so on.
    """

    code: str

    def __init__(self, message: str, code: str = "internal") -> None:
        super().__init__(message)
        self.code = code

    def __reduce__(self):  # type: ignore[no-untyped-def]
        return (type(self), (str(self), self.code))
