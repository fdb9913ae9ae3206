"""The assistant over the content that ships, and a fixed present."""

from datetime import UTC, datetime

import pytest

from bot.hiring.answers.assistant import Assistant
from bot.hiring.text.vocabulary import Vocabulary
from content import Content
from content.loading import load_content

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def content() -> Content:
    """The content that ships."""
    return load_content()


@pytest.fixture(scope="session")
def assistant(content: Content) -> Assistant:
    """The assistant over the content that ships."""
    return Assistant(content)


@pytest.fixture(scope="session")
def vocabulary(content: Content) -> Vocabulary:
    """The words of the content that ships."""
    return Vocabulary(content)
