"""Ways to run Rolecall: beside the local Slack, by Socket Mode, by signed HTTP, as a worker."""
