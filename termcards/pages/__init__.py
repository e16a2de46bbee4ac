"""What both faces show, as text in lines: a face only colours it and puts it in its place."""
