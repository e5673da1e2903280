using Headway.Application.People;
using Headway.Application.Storage;
using Headway.Domain;
using Microsoft.AspNetCore.DataProtection;
using NodaTime;

namespace Headway.Application.Access;

/// <summary>
/// Coming in by a link from the mail: customers always do, staff to accept an invitation or to set a new password. Links alone
/// let customers in only; mail is no proof enough for staff.
/// </summary>
public sealed class SignInLinks(
    Database database, OneTimeLinks links, AccountStore accounts, Passwords passwords, Sessions sessions, Throttle throttle,
    TenantDoors tenants, TimeProvider clock, IDataProtectionProvider protection)
{
    private static readonly ThrottleRule Address = new("link/account", 5, Duration.FromHours(1));
    private static readonly ThrottleRule Source = new("link/source", 20, Duration.FromHours(1));
    private static readonly ThrottleRule Everywhere = new("link/all", 300, Duration.FromMinutes(10));
    private static readonly Duration MailedLife = Duration.FromMinutes(15);

    /// <summary>
    /// Has a link sent: to customers one that signs in, to staff one to set a new password. Answers the same and does the same
    /// writes whether the address is known or not; only <see cref="AccessRefusals.TooMany"/> is told.
    /// </summary>
    public async Task<Refusal?> Request(Arrival arrival, string email, CancellationToken stop = default)
    {
        var key = EmailAddress.Parse(email) is { IsRefused: false } address ? address.Value.Key : "";
        if (await throttle.Try(arrival.Tenant, [(Address, key), (Source, arrival.Source), (Everywhere, "")], stop) is { } wait)
        {
            return SignIn.TooMany(wait);
        }

        var account = await accounts.Find(arrival.Tenant, key, stop);
        if (account is { Active: true } && await tenants.SendsMail(arrival.Tenant, stop))
        {
            await Send(account, MailedLife, stop);
        }

        return null;
    }

    /// <summary>Where a link's page stands.</summary>
    public static string Path(string carried) => $"/link/{carried}";

    /// <summary>Spends a customer's link and signs them in.</summary>
    public Task<Outcome<SignInStep>> Enter(Arrival arrival, string? carried, CancellationToken stop = default) =>
        database.Write<Outcome<SignInStep>>(
            async session =>
            {
                var used = await links.Use(session, carried, LinkPurpose.SignIn);
                if (used.Refusal is { } no)
                {
                    return no;
                }

                if (await Callers.Load(session, used.Value.Tenant, used.Value.Person!.Value) is not { IsStaff: false } caller)
                {
                    return SignInRefusals.LinkDead;
                }

                await AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry("session.began", $"person:{caller.Person.Value}", new { how = "link" }));
                return new SignInStep(await sessions.Begin(session, caller.Tenant, caller.Person, staff: false, arrival.Browser), null, false);
            },
            stop);

    /// <summary>Spends an invitation or a reset of staff: sets the password, ends all sessions. The person then signs in with it.</summary>
    public async Task<Refusal?> SetPassword(string? carried, string password, CancellationToken stop = default)
    {
        var looked = await links.Look(carried, stop);
        if (looked.IsRefused || looked.Value is not { Purpose: LinkPurpose.Invitation or LinkPurpose.Reset, Person: { } person } live
            || await accounts.Find(live.Tenant, person, stop) is not { Active: true } account || !account.Role.IsStaff())
        {
            return SignInRefusals.LinkDead;
        }

        // What the person can correct is said before the link is spent.
        if (Passwords.Judge(password, account.Name, account.Email ?? "") is { } weak)
        {
            return weak;
        }

        var spent = await database.Write<Outcome<LiveLink>>(
            async session =>
            {
                var used = await links.Use(session, carried, live.Purpose);
                if (!used.IsRefused)
                {
                    await links.UseUp(session, live.Tenant, person);
                    await sessions.EndAll(session, live.Tenant, person);
                    await AuditTrail.Record(session, live.Tenant, Domain.Ledger.Actor.Staff(person), new AuditEntry("password.set", $"person:{person.Value}", new { by = live.Purpose.ToString() }));
                }

                return used;
            },
            stop);
        return spent.Refusal ?? await passwords.Set(account, password);
    }

    private async Task Send(Account account, Duration life, CancellationToken stop)
    {
        var staff = account.Role.IsStaff();
        var now = clock.Now();
        var carried = OneTimeLinks.New(account.Tenant);
        var mail = new AccessMail(
            staff ? "reset" : "sign-in-link", account.Person.Value, AccessMail.Seal(protection, await tenants.Link(account.Tenant, Path(carried), stop)));
        await database.Write(
            async session =>
            {
                await links.Keep(session, carried, staff ? LinkPurpose.Reset : LinkPurpose.SignIn, account.Person, life);
                await mail.Queue(session, account.Tenant, now);
            },
            stop);
    }
}
