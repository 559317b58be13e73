"""The data folder, and one program per folder: a lock file is the guard, a local socket the bell that raises the first window.

The command line takes the same lock, so this file needs QtCore only until a bell is wanted; and the window is painted before it has one.
"""

import os
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QStandardPaths, Signal

from models.errors import UserFacingError
from services import program

LOCK_NAME = "app.lock"
_PATIENCE_MS = 100
_BELL_MS = 500


def user_data_dir() -> Path:
    """Return the per-user folder of the database (``%LOCALAPPDATA%\\Shuangsuiji`` on Windows)."""
    kind = QStandardPaths.StandardLocation.GenericDataLocation
    return Path(QStandardPaths.writableLocation(kind)) / program.APP_ID


def lock_data_dir(folder: Path) -> QLockFile | None:
    """Take the folder, making it if missing, and return its lock; None when another program holds it.

    Keep the lock as long as the folder is in use. A folder that cannot be made or written raises UserFacingError.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as failure:
        raise UserFacingError(f"数据文件夹 {folder} 无法建立：请换一个可以写入的位置。") from failure
    lock = QLockFile(str(folder / LOCK_NAME))
    lock.setStaleLockTime(0)  # a long import is not a dead program; a dead program is known by its process id
    if lock.tryLock(_PATIENCE_MS):
        return lock
    if lock.error() == QLockFile.LockError.LockFailedError:
        return None
    raise UserFacingError(f"数据文件夹 {folder} 不能写入：请检查该文件夹的权限，或换一个位置。")


class Bell(QObject):
    """Rings in the first window when the program is started a second time."""

    rung = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        from PySide6.QtNetwork import QLocalServer

        name = bell_name(folder)
        QLocalServer.removeServer(name)  # left behind by a program that was killed; the lock says it is gone
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        self._server.listen(name)

    def _answer(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.disconnectFromServer()
            self.rung.emit()


def ring(folder: Path) -> bool:
    """Ask the window that holds the folder to come to the front; False when nobody answers."""
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(bell_name(folder))
    answered = socket.waitForConnected(_BELL_MS)
    socket.abort()
    return answered


def bell_name(folder: Path) -> str:
    """Return the socket's name: the same for one user and one folder, however the folder was written."""
    import getpass
    import hashlib

    place = f"{getpass.getuser()}\n{os.path.normcase(folder.resolve())}".encode()
    return f"shuangsuiji-{hashlib.sha256(place).hexdigest()[:24]}"
