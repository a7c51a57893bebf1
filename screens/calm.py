"""What the framework would do with an error nobody foresaw, done in one plain sentence instead.

Textual 8.2.8 prints a traceback with the value of every local name, and so words that people said, and
leaves a shell with exit code 0. The names that are overridden here are its own inner ones.
"""

from collections.abc import Callable

from rich.console import RenderableType
from rich.text import Text
from textual.app import App


class CalmApp(App[None]):
    """An app that stops with one sentence; `note` is told what went wrong, for who looks after the device."""

    def __init__(self, sorry: str, note: Callable[[Exception], None]) -> None:
        super().__init__()
        self._sorry = sorry
        self._note = note

    def _handle_exception(self, error: Exception) -> None:
        first, self._return_code = self._exception is None, 1
        if first:
            self._exception = error
            self._exception_event.set()
            self._note(error)
            self.panic()

    def panic(self, *_: RenderableType) -> None:
        """Stop, with the one sentence and nothing else."""
        self._return_code = 1
        if not self._exit_renderables:
            super().panic(Text(self._sorry))
        else:
            self._close_messages_no_wait()
