"""Who works on the project: people, what they are to do, what they may see of one another, and their time."""
