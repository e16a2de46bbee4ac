"""What is kept: deck files for what there is to learn, a database for what has been learned."""
