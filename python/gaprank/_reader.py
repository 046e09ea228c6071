"""Reads documents for another process: started by file, so that it finds the native half beside it wherever the package lies."""

import _native

_native.read_documents()
