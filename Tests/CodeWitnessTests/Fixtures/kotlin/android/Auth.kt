package reef
import com.microsoft.identity.client.*

private const val GRAPH = "https://graph.microsoft.com"
private val SCOPES = listOf("User.Read", "$GRAPH/Files.Read")

class Auth {
    companion object {
        val calendarScopes = arrayOf("Calendars.Read")
        const val TITLE = "Mail.Read"
    }

    fun signIn(app: ISingleAccountPublicClientApplication) {
        val parameters = AcquireTokenParameters.Builder()
            .withScopes(listOf("Notes.Read", "${GRAPH}/Tasks.Read"))
            .build()
        app.signIn(activity, null, arrayOf("Contacts.Read"), callback)
        // .withScopes(listOf("Mail.Send"))
    }

    private fun getScopes(): Array<String> = "people.read presence.read".split(" ").toTypedArray()
}
