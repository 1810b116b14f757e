"""What stands beside a recipe in its own process, and tells what went wrong without an error."""
