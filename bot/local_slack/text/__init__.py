"""How text is written in Slack: mrkdwn, Markdown, what a composer makes of it."""
