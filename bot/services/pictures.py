"""Charts as files of Slack's: each is drawn and uploaded once for a workspace, while the process runs."""

from collections.abc import Callable

from bot.actors import Tenant
from bot.charts.chart import Chart
from bot.charts.picture import draw_picture

_MOST_HELD = 500


class Pictures:
    """Remembers which file shows which chart.

    `upload` gives the id of one, or None when Slack refuses it; it is None where no pictures can be shown.
    """

    def __init__(self, upload: Callable[[Tenant, bytes], str | None] | None) -> None:
        self._upload = upload
        self._held: dict[tuple[Tenant, str], str] = {}

    @property
    def are_shown(self) -> bool:
        """Whether pictures can be shown at all."""
        return self._upload is not None

    def held(self, tenant: Tenant, chart: Chart) -> str | None:
        """The file that shows a chart, if there is one already."""
        return self._held.get((tenant, chart.key))

    def make(self, tenant: Tenant, chart: Chart) -> str | None:
        """Draw and upload a chart, which takes seconds; None when Slack refuses it."""
        file = self._upload(tenant, draw_picture(chart)) if self._upload else None
        if file is not None:
            while len(self._held) >= _MOST_HELD:
                del self._held[next(iter(self._held))]
            self._held[tenant, chart.key] = file
        return file

    def forget(self, tenant: Tenant, chart: Chart) -> None:
        """Draw it anew next time: Slack does not know its file any more."""
        self._held.pop((tenant, chart.key), None)
