"""What must not be in the records: hints of case data and names of people, found in any text."""
