APP_PERMISSIONS=(
  "df021288-bdef-4463-88db-98f22de89214" # User.Read.All
  "b633e1c5-b582-4048-a93e-9f11b44c7e96" # Mail.Send
)
