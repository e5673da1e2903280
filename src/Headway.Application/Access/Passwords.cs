using Headway.Domain;
using Microsoft.AspNetCore.Identity;

namespace Headway.Application.Access;

/// <summary>
/// Passwords by present advice: length counts, composition does not, the ones guessed first are refused, and nothing expires.
/// Hashed by ASP.NET Core Identity; an older hash is made anew when its owner signs in.
/// </summary>
public sealed class Passwords(UserManager<Account> accounts, IPasswordHasher<Account> hasher)
{
    public const int Shortest = 10, Longest = 256;

    private static readonly Account Nobody = new()
    {
        Tenant = default, Person = default, Name = "", Role = Role.Customer, Active = false, Stamp = "", StampRead = "",
    };

    private static string? _nobodysHash;

    /// <summary>Whether the password is the account's. Takes as long for an account that does not exist.</summary>
    public async Task<bool> Check(Account? account, string password)
    {
        if (account is { Active: true, PasswordHash: not null } && password.Length <= Longest)
        {
            return await accounts.CheckPasswordAsync(account, password);
        }

        _nobodysHash ??= hasher.HashPassword(Nobody, Secret.New());
        hasher.VerifyHashedPassword(Nobody, _nobodysHash, password.Length <= Longest ? password : "");
        return false;
    }

    /// <summary>Sets it and ends every session of the account by a new stamp.</summary>
    public async Task<Refusal?> Set(Account account, string password)
    {
        if (Judge(password, account.Name, account.Email ?? "") is { } no)
        {
            return no;
        }

        if (account.PasswordHash is not null)
        {
            await accounts.RemovePasswordAsync(account);
        }

        var result = await accounts.AddPasswordAsync(account, password);
        return result.Succeeded ? null : SignInRefusals.StepExpired;
    }

    /// <summary>Why this can't be somebody's password, or null.</summary>
    public static Refusal? Judge(string password, params string[] own) =>
        password.Length < Shortest ? SignInRefusals.PasswordShort
        : password.Length > Longest ? SignInRefusals.PasswordLong
        : CommonPasswords.Contains(password, own) ? SignInRefusals.PasswordCommon
        : Storage.TextCheck.Check(password);
}
