using Headway.Application.Desk;
using Headway.Application.People;
using Headway.Application.Teams;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Headway.Application.Access;

/// <summary>What a host registers so that people can come in; the database stands there already.</summary>
public static class AccessComposition
{
    public static IServiceCollection AddAccess(this IServiceCollection desk, AccessOptions options)
    {
        desk.TryAddSingleton(TimeProvider.System);
        desk.AddSingleton(options);
        desk.AddDataProtection().SetApplicationName("Headway");
        desk.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(keys =>
            keys.XmlRepository = ActivatorUtilities.CreateInstance<ProtectionKeys>(provider)));
        desk.AddIdentityCore<Account>().AddUserStore<AccountStore>();
        desk.RemoveAll<IUserValidator<Account>>();
        desk.RemoveAll<IPasswordValidator<Account>>();
        desk.AddScoped<IPasskeyHandler<Account>, PasskeyHandler<Account>>();

        // It stands for password and code together, so whoever holds it shows that they are who may; and it names its holder by itself.
        desk.Configure<IdentityPasskeyOptions>(passkeys => (passkeys.UserVerificationRequirement, passkeys.ResidentKeyRequirement) = ("required", "required"));
        desk.Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = 210_000);
        return desk
            .AddScoped<AccountStore>()
            .AddScoped<Passwords>()
            .AddScoped<SignIn>()
            .AddScoped<SignInLinks>()
            .AddScoped<SignOn.ComeByProvider>()
            .AddScoped<SignOn.KeepProvider>()
            .AddSingleton<SignOn.ProviderMetadata>()
            .AddSingleton<SignOn.ProviderCodes>()
            .AddSingleton<SignOn.IdTokens>()
            .AddScoped<SignOn.TryProvider>()
            .AddScoped<Provisioning.JoinPushed>()
            .AddScoped<Provisioning.SettleStanding>()
            .AddScoped<Provisioning.PushPeople>()
            .AddScoped<Provisioning.PushGroups>()
            .AddScoped<SecondFactor>()
            .AddScoped<Passkeys>()
            .AddScoped<Claiming>()
            .AddScoped<DemoDoor>()
            .AddScoped<OwnSettings>()
            .AddScoped<OwnPassword>()
            .AddScoped<InviteStaff>()
            .AddScoped<AddCustomer>()
            .AddScoped<ChangeStanding>()
            .AddScoped<CopyLink>()
            .AddScoped<ImportPeople>()
            .AddScoped<ChangePerson>()
            .AddScoped<Deactivate>()
            .AddScoped<ErasePerson>().AddScoped<ExportPerson>()
            .AddScoped<PeopleList>()
            .AddScoped<PersonCard>()
            .AddScoped<Organisations>()
            .AddScoped<Terminal>()
            .AddScoped<AccessList>()
            .AddScoped<TrailQuery>()
            .AddScoped<TeamList>()
            .AddScoped<SetTeam>()
            .AddScoped<ChangeMembers>()
            .AddScoped<ChangeDesk>()
            .AddScoped<WorkingHours>()
            .AddScoped<FirstRun>()
            .AddScoped<TenantVisit>()
            .AddSingleton<InstallationSecret>()
            .AddSingleton<OneTimeLinks>()
            .AddSingleton<Throttle>()
            .AddSingleton<KnownCallers>()
            .AddSingleton<Sessions>()
            .AddSingleton<Tokens>()
            .AddSingleton<TenantDoors>();
    }
}
