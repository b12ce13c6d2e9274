package com.calibrant

import com.microsoft.identity.client.AcquireTokenParameters
import com.microsoft.identity.client.ISingleAccountPublicClientApplication

class SignIn(private val app: ISingleAccountPublicClientApplication, private val plan: Plan) {
    fun start(activity: Activity) {
        val parameters = AcquireTokenParameters.Builder()
            .startAuthorizationFromActivity(activity)
            .withScopes(plan.graphScopes())
            .build()
        app.acquireToken(parameters)
    }

    fun start(activity: Activity, scopes: List<String>) {
        app.acquireToken(AcquireTokenParameters.Builder().withScopes(scopes.toList()).build())
    }
}
