using Headway.Application.Audits;
using Headway.Application.Audits.Reading;
using Headway.Web.Doors;

namespace Headway.Web.Audit;

/// <summary>A person's answers about an unknown file: which column is what, what its statuses mean, on which hours.</summary>
internal static class ProfileForm
{
    public static IResult Finish(HttpContext http, AuditJobs jobs, string id)
    {
        var caller = http.Caller();
        if (jobs.Find(caller, id) is not { Profile: { } profile, Sample: { } sample })
        {
            return AuditPages.No(AuditRefusals.NotFound);
        }

        var again = Read(http.Request.Form).Finish(profile, sample.Header).Then(finished => jobs.Again(caller, id, finished));
        return again.Refusal is { } no ? AuditPages.No(no) : Results.Redirect($"/audit/run/{id}");
    }

    private static ProfileAnswers Read(IFormCollection form)
    {
        var statuses = new Dictionary<string, string>();
        for (var at = 0; form.TryGetValue($"value.{at}", out var value); at++)
        {
            if (form[$"means.{at}"].ToString() is { Length: > 0 } code)
            {
                statuses[value.ToString()] = code;
            }
        }

        return new ProfileAnswers(
            ProfileAnswers.Roles.ToDictionary(role => role, role => form["column." + role].ToString()), statuses, form["shape"] == "tickets", form["zone"].ToString(), form["calendar"].ToString());
    }
}
