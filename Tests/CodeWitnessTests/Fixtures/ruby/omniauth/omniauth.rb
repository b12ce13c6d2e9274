# frozen_string_literal: true
GRAPH = 'https://graph.microsoft.com'
MAIL = "Mail.Read"
=begin
scope: 'Mail.Send'
=end
Rails.application.config.middleware.use OmniAuth::Builder do
  provider :microsoft_graph, ENV['AZURE_ID'], ENV['AZURE_SECRET'], scope: 'openid User.Read Files.Read'
end

SCOPES = %w[Calendars.Read Contacts.Read].freeze

def token_params
  { :scope => "#{GRAPH}/.default", grant_type: 'client_credentials' }
end

def scopes
  [MAIL, "Notes.Read"].join(' ')
end

raise 'Directory.Read.All' unless ready
