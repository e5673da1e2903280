using System.Globalization;
using Headway.Application.Access;
using Headway.Application.People;
using Headway.Web.Access;
using Headway.Web.Doors;

namespace Headway.Web.Api;

/// <summary>A person the desk knows.</summary>
public sealed record PersonJson(
    string? Email, string Name, string Kind, string Role, string? Phone, string? Organisation, string? Place, string? Zone, string? Language, bool Vip, bool Active, string? Manager, string? Assistant)
{
    public static PersonJson Of(PersonFace person) => new(
        person.Email, person.Name, person.Kind, person.Role, person.Phone, person.Organisation, person.Place, person.Zone, person.Language, person.Vip, person.Active, person.Beside.Manager, person.Beside.Assistant);
}

/// <summary>A customer who is not known yet.</summary>
public sealed record PersonBody(string? Email, string? Name, string? Phone, string? Place, string? Zone, string? Language, bool? Vip, string? Manager = null, string? Assistant = null);

/// <summary><c>/people</c>: look people up, enter customers.</summary>
internal static class PeopleApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/people", Page).Produces<ListJson<PersonJson>>().RequireRateLimiting(Limits.Search)
            .Describe("People", "Customers found by `q`, the best first; or everybody of a `kind` (customer, staff) or with an `email`, page by page.");
        api.MapPost("/people", Add).Produces<PersonJson>(StatusCodes.Status201Created)
            .Describe<PersonBody>("Enter a customer", "Somebody who is not known yet. Staff are invited in the settings.", """{"email":"rosa@calder.example","name":"Rosa Diaz","phone":"+44 20 7946 0123","place":"Dock 4","language":"en"}""");
        api.MapPatch("/people/{email}", Change).Produces<PersonJson>()
            .Describe<PersonBody>("Correct a person", "What is left out stays as it is. An administrator's to do.", """{"phone":"+44 20 7946 0999","place":"Dock 5"}""");
    }

    private static async Task<IResult> Change(HttpContext http, ChangePerson change, PersonCard cards, PeoplePage people, string email, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<PersonBody>(http, stop);
        if (asked.Refusal is { } unread)
        {
            return ApiAnswer.Refuse(unread);
        }

        var (body, caller) = (asked.Value.Body, http.Caller());
        var found = await people.Read(caller, null, email, null, 1, stop);
        if ((found.Refusal ?? (found.Value.Count == 0 ? PeopleRefusals.Unknown : null)) is { } unknown)
        {
            return ApiAnswer.Refuse(unknown);
        }

        var card = await cards.Read(caller, found.Value[0].Id, stop);
        if (card.Refusal is { } hidden)
        {
            return ApiAnswer.Refuse(hidden);
        }

        var known = card.Value.Details;
        var details = known with
        {
            Name = body.Name ?? known.Name,
            Phone = body.Phone ?? known.Phone,
            Place = body.Place ?? known.Place,
            Zone = body.Zone ?? known.Zone,
            Language = body.Language ?? known.Language,
            Vip = body.Vip ?? known.Vip,
            Beside = new Beside(body.Manager ?? known.Beside.Manager, body.Assistant ?? known.Beside.Assistant),
        };
        return await change.Do(caller, found.Value[0].Id, details, body.Email ?? found.Value[0].Email, stop) is { } no
            ? ApiAnswer.Refuse(no)
            : ApiAnswer.Of(await people.One(caller, found.Value[0].Id, stop), person => ApiAnswer.Json(PersonJson.Of(person)));
    }

    private static async Task<IResult> Page(HttpContext http, PeoplePage people, string? q, string? kind, string? email, string? after, string? limit, CancellationToken stop)
    {
        if (kind is not (null or "customer" or "staff"))
        {
            return ApiAnswer.Refuse(ApiRefusals.Malformed.Because("'kind' is customer or staff."));
        }

        var most = ApiRequest.Length(limit);
        if (q is { Length: > 0 })
        {
            return ApiAnswer.Of(await people.Find(http.Caller(), q, most, stop), found => ApiAnswer.List(found.Select(PersonJson.Of)));
        }

        return ApiAnswer.Of(
            await people.Read(http.Caller(), kind, email, ApiRequest.Number(after ?? ""), most, stop),
            page => ApiAnswer.List(page.Select(PersonJson.Of), page.Count == most ? page[^1].Id.Value.ToString(CultureInfo.InvariantCulture) : null));
    }

    private static async Task<IResult> Add(HttpContext http, AddCustomer add, PeoplePage people, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<PersonBody>(http, stop);
        if (asked.Refusal is { } unread)
        {
            return ApiAnswer.Refuse(unread);
        }

        var (body, caller) = (asked.Value.Body, http.Caller());
        var email = EmailAddress.Parse(body.Email);
        if (email.Refusal is { } wrong)
        {
            return ApiAnswer.Refuse(wrong);
        }

        var person = new NewPerson(body.Name ?? "", email.Value, Role.Customer)
        {
            Phone = body.Phone, Place = body.Place, Zone = body.Zone, Language = body.Language, Vip = body.Vip ?? false, Beside = new Beside(body.Manager, body.Assistant),
        };
        var added = await add.Do(caller, person, asked.Value.Key, stop);
        return added.Refusal is { } no
            ? ApiAnswer.Refuse(no)
            : ApiAnswer.Of(await people.One(caller, added.Value, stop), known => ApiAnswer.Json(PersonJson.Of(known), StatusCodes.Status201Created));
    }
}
