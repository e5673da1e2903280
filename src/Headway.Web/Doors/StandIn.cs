using Headway.Application.Access;
using Headway.Application.Demo;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;

namespace Headway.Web.Doors;

public static class StandIn
{
    public static void UseStandIn(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        var db = http.RequestServices.GetRequiredService<Database>();
        if (http.Request.Path.StartsWithSegments("/demo/as", out var rest))
        {
            http.Response.Cookies.Append("who", rest.Value!.Trim('/'));
            http.Response.Redirect("/next");
            return;
        }

        if (http.Request.Cookies["who"] is { } who)
        {
            var id = await db.Read(s => s.Number("SELECT id FROM people WHERE tenant = $1 AND email_key = $2", 1L, EmailKey.Of(who + "@demo.example")).AsTask());
            if (id is { } person)
            {
                var teams = await db.Read(s => s.Query("SELECT team, lead FROM memberships WHERE tenant = $1 AND person = $2", r => (new TeamId(r.GetInt64(0)), r.GetBoolean(1)), 1L, person).AsTask());
                var row = await db.Read(s => s.Query("SELECT role, name, zone, language FROM people WHERE tenant = $1 AND id = $2", r => (r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3)), 1L, person).AsTask());
                http.Features.Set(new Caller(DemoBuilder.Tenant, new PersonId(person), Roles.Find(row[0].Item1)!.Value, teams.Select(t => t.Item1).ToHashSet(), teams.Where(t => t.Item2).Select(t => t.Item1).ToHashSet(), null, false, NodaTime.DateTimeZoneProviders.Tzdb[row[0].Item3], row[0].Item4, row[0].Item2));
            }
        }

        await next(http);
    });
}
