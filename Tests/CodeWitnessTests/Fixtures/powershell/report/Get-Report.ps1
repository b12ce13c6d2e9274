#Requires -Modules Microsoft.Graph.Users
<#
.SYNOPSIS
  Needs User.Read.All to run.
#>
param([string]$OutFile = "report.csv")

Connect-MgGraph -Scopes "User.Read.All", 'AuditLog.Read.All' -NoWelcome
$users = Get-MgUser -All
if ((Get-MgContext).Scopes -notcontains "Directory.Read.All") { Write-Warning "no Directory.Read.All" }
