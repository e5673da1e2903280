using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain.Progression;
using Headway.Web.Access;
using Headway.Web.Doors;
using Microsoft.AspNetCore.Mvc;

namespace Headway.Web.Api;

/// <summary>A file that was sent and goes with no ticket yet; its id is good for a day, for who sent it.</summary>
public sealed record FileJson(string Id, string Name, string Type, long Length);

/// <summary>A file of a ticket.</summary>
public sealed record AttachmentJson(long Id, string Name, string Type, long Length, string At, string? By, bool Public);

/// <summary>Files for a ticket that come with no message: an internal entry, of which the customer sees nothing.</summary>
public sealed record AttachmentsBody(IReadOnlyList<string>? Files, string? Note);

/// <summary><c>/files</c> and <c>/tickets/{number}/attachments</c>: send, attach, list, read.</summary>
internal static class FilesApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/files", Send).Produces<FileJson>(StatusCodes.Status201Created).RequireRateLimiting(Limits.Upload)
            .WithMetadata(new RequestSizeLimitAttribute(Blobs.MostBytes + 1))
            .DescribeUpload("Send a file", "The body is the file's bytes, at most 25 MB. The answer's id goes into `files` of a ticket, a touch, a message or an attachment within a day.");
        api.MapGet("/files/{id}", Read).Produces<Stream>(StatusCodes.Status200OK, "application/octet-stream")
            .Describe("Read a file", "The bytes of an attachment, by its number; always as a download.");
        api.MapGet("/tickets/{number}/attachments", Of).Produces<ListJson<AttachmentJson>>()
            .Describe("The files of a ticket", "Oldest first, with who sent them and whether the customer sees them.");
        api.MapPost("/tickets/{number}/attachments", Attach).Produces<TicketJson>()
            .Describe<AttachmentsBody>("Attach files", "An internal entry with files. It needs no situation and leaves every due as it is.", """{"files":["the id that POST /files answered"],"note":"The log of this morning."}""");
    }

    private static async Task<IResult> Send(HttpContext http, SentFiles sent, string? name, CancellationToken stop)
    {
        if (http.Request.ContentLength > Blobs.MostBytes)
        {
            return ApiAnswer.Refuse(StorageRefusals.FileTooLarge);
        }

        try
        {
            return ApiAnswer.Of(
                await sent.Keep(http.Caller(), http.Request.Body, FileNames.Clean(name ?? ""), FileNames.TypeOf(name ?? ""), stop),
                file => ApiAnswer.Json(new FileJson(file.Id, file.Name, file.MediaType, file.Length), StatusCodes.Status201Created));
        }
        catch (BadHttpRequestException large) when (large.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return ApiAnswer.Refuse(StorageRefusals.FileTooLarge);
        }
    }

    private static async Task<IResult> Read(HttpContext http, FileOfTicket files, string id, CancellationToken stop)
    {
        if (ApiRequest.Number(id) is not { } known)
        {
            return ApiAnswer.Refuse(StorageRefusals.FileUnknown);
        }

        return ApiAnswer.Of(await files.Open(http.Caller(), known, stop), file =>
        {
            http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
            return Results.Stream(file.Content, "application/octet-stream", file.Name);
        });
    }

    private static async Task<IResult> Of(HttpContext http, FileOfTicket files, string number, CancellationToken stop) =>
        ApiRequest.Number(number) is { } known
            ? ApiAnswer.Of(await files.Of(http.Caller(), known, stop), found => ApiAnswer.List(found.Select(file =>
                new AttachmentJson(file.Id, file.Name, file.MediaType, file.Length, ApiAnswer.Text(file.At), file.By, file.IsPublic))))
            : ApiAnswer.Refuse(TicketRefusals.Unknown);

    private static Task<IResult> Attach(HttpContext http, AnnotateTicket annotate, SentFiles sent, TicketFacesQuery tickets, string number, CancellationToken stop) =>
        TouchApi.Act<AttachmentsBody>(http, tickets, number, stop, async (on, body) =>
        {
            var files = sent.Open(on.Caller, body.Files);
            return files.Refusal is { } no ? no : await annotate.Attach(on, files.Value, body.Note, stop);
        });
}
