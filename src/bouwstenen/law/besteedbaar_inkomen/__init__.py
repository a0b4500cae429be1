"""From net income to the disposable income of a household."""
