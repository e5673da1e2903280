namespace Headway.Application.Access;

/// <summary>What a person is in one tenant. Exactly one a person and tenant; teams and leading a team come beside it.</summary>
public enum Role
{
    Customer,
    Agent,
    Lead,
    Manager,
    Administrator,

    /// <summary>Staff of a provider in their own tenant: no tickets there, only the way into the tenants they were given a role in.</summary>
    ProviderStaff,
}

/// <summary>How roles are written in the store, the API and the documentation.</summary>
public static class Roles
{
    private static readonly (Role Role, string Code)[] Codes =
    [
        (Role.Customer, "customer"), (Role.Agent, "agent"), (Role.Lead, "lead"), (Role.Manager, "manager"),
        (Role.Administrator, "administrator"), (Role.ProviderStaff, "provider"),
    ];

    public static IReadOnlyList<Role> All { get; } = [.. Codes.Select(pair => pair.Role)];

    public static string Code(this Role role) => Codes.First(pair => pair.Role == role).Code;

    public static bool IsStaff(this Role role) => role != Role.Customer;

    /// <summary>The role of that code, or null: a role that is not known gives nothing.</summary>
    public static Role? Find(string? code)
    {
        foreach (var pair in Codes)
        {
            if (string.Equals(pair.Code, code, StringComparison.Ordinal))
            {
                return pair.Role;
            }
        }

        return null;
    }
}
