class Loader:
    def load(self, path):
        try:
            return open(path).read()
        except FileNotFoundError as e:
            print(f"Could not find {path}: {e}")
        except PermissionError as e:
            print("Not allowed to read", path, e)
        except IsADirectoryError as e:
            print(e)
        except UnicodeDecodeError as e:
            print(f"Error {e} in {path}")
        except ValueError as e:
            print(f"{type(e).__name__}: {e}")
        except OSError as e:
            print("I/O error: " + str(e))
        except MemoryError as e:
            print("no memory: %s" % e)
        except RuntimeError as e:
            print("state: {!r}".format(e))
        except LookupError as e:
            print(f"no codec: {e.args[0]}")
        except TypeError:
            print(f"wrong type: {path}")
        except Exception as e:
            message = str(e)
            print(f"failed: {message}")
        else:
            print(f"read {path}")
        finally:
            print("loader is free")
