"""Makes people: households, work, study, benefits, homes, wealth and childcare; each step has its own stream."""
