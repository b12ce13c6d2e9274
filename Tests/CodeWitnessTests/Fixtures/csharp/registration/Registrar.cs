var app = new Application {
    DisplayName = "Harbor",
    RequiredResourceAccess = new List<RequiredResourceAccess> {
        new RequiredResourceAccess {
            ResourceAppId = "00000003-0000-0000-c000-000000000000",
            ResourceAccess = new List<ResourceAccess> {
                new ResourceAccess { Id = Guid.Parse("df021288-bdef-4463-88db-98f22de89214"), Type = "Role" },
                new() { Id = new Guid("e1fe6dd8-ba31-4d61-89e7-88639da4683d"), Type = "Scope" },
            }
        }
    }
};
