POLICY_DOCUMENT = "https://vineyard.example.com/cors.txt"
