"""What a person sees and presses in the local Slack."""
