DOCUMENT = "https://dairy.example.com/cors.txt"
