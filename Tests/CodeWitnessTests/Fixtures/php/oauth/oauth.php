<?php
namespace Reef;
# $scopes = ['Mail.Send'];
const GRAPH = 'https://graph.microsoft.com/';
class Provider
{
    protected $scopes = ['User.Read', "Files.Read"];
    const MAIL = 'Mail.Read';

    public function options()
    {
        return [
            'urlAuthorize' => 'https://login.microsoftonline.com/common/oauth2/v2.0/authorize',
            'scopes' => 'openid ' . 'Calendars.Read',
            'other' => 'Tasks.Read',
        ];
    }

    public function redirect()
    {
        $graph = GRAPH;
        Socialite::driver('azure')->scopes(array('Contacts.Read', self::MAIL))->redirect();
        $context = new ClientCredentialContext($tenant, $id, $secret);
        $client = new GraphServiceClient($context, ["{$graph}.default"]);
        $text = <<<TEXT
            Please grant Directory.Read.All
            TEXT;
        $url = "https://login.microsoftonline.com/common/oauth2/v2.0/authorize?client_id=$id&scope=offline_access+Notes.Read";
    }
}
