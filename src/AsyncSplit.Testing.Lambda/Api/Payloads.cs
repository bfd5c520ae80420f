using Microsoft.AspNetCore.Http;

namespace AsyncSplit.Testing.Lambda.Api;

/// <summary>Reads and writes the JSON that goes in and out of functions, which nobody here looks into.</summary>
internal static class Payloads
{
    /// <summary>What Lambda takes, in and out of a synchronous invocation.</summary>
    public const int MaxBytes = 6 * 1024 * 1024;

    /// <returns><see langword="null"/>, if it is too large.</returns>
    public static async Task<byte[]?> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentLength > MaxBytes)
        {
            return null;
        }

        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted).ConfigureAwait(false);
        return buffer.Length > MaxBytes ? null : buffer.ToArray();
    }

    public static async Task WriteAsync(HttpContext context, int status, ReadOnlyMemory<byte> payload)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = payload.Length;
        await context.Response.Body.WriteAsync(payload, context.RequestAborted).ConfigureAwait(false);
    }
}
