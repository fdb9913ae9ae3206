"""The small company that the local Slack starts with."""

from bot.local_slack.state.workspace import Workspace

APP_CHANNELS = ("hiring", "founders", "partner-search")


def default_workspace() -> Workspace:
    """Return a small company whose people have names that are hard to get right.

    The app is not in it yet: it joins #hiring, #founders and #partner-search when it is installed.
    """
    company = Workspace("Fernhill Robotics", "fernhill")
    company.add_member(
        "ada", "Ada Okafor", display_name="Ada", tz="Europe/Lisbon", title="Founder", role="owner"
    )
    company.add_member("mei", "Mei Tanaka 田中", display_name="mei 田中", tz="Asia/Tokyo", title="Recruiter")
    company.add_member(
        "sam", "Sam O’Neill", display_name="Sam", tz="America/New_York", title="Engineering manager"
    )
    company.add_member(
        "zoe", "Zoë Brandt-Müller", display_name="Zoë", tz="Europe/Berlin", title="Head of people"
    )
    company.add_member(
        "priya",
        "Priya Raman",
        display_name="Priya",
        tz="Asia/Kolkata",
        title="Partner, Lakeside Talent",
        team_id="T0LAKESIDE",
        is_stranger=True,
    )
    everybody = ["ada", "mei", "sam", "zoe"]
    company.add_channel("general", everybody, topic="Company-wide news")
    company.add_channel("hiring", everybody, topic="Open roles and who is on them")
    company.add_channel("founders", ["ada", "sam"], is_private=True)
    company.add_channel("partner-search", ["ada", "mei", "priya"], is_ext_shared=True)
    company.add_channel("old-roles", everybody, is_archived=True)
    return company
