namespace Headway.Application.Storage;

/// <summary>Which files belong to which ticket and text.</summary>
internal static class Attachments
{
    public static async ValueTask Insert(Session session, Changed changed, IReadOnlyList<AttachmentDraft> files)
    {
        foreach (var file in files)
        {
            await session.Do(
                "INSERT INTO attachments (tenant, id, ticket, text, hash, name, media_type, length, inline, uploaded_by, at, cid) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
                changed.Tenant.Value, await session.NextId(), changed.Ticket.Value, file.Text?.Value, file.Hash, file.Name, file.MediaType, file.Length,
                file.Inline, file.UploadedBy?.Value, changed.Facts[^1].At.ToUnixTimeMilliseconds(), file.Cid);
        }
    }
}
