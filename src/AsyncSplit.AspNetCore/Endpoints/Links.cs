using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace AsyncSplit.AspNetCore.Endpoints;

/// <summary>The headers that lead on.</summary>
internal static class Links
{
    /// <summary>The endpoints' own prefix: the path without what this endpoint has added.</summary>
    public static string Chain(HttpContext http, string id, string suffix)
    {
        var path = http.Request.PathBase.Add(http.Request.Path).ToUriComponent();
        return $"{path[..path.LastIndexOf(suffix, StringComparison.Ordinal)]}/{Uri.EscapeDataString(id)}";
    }

    public static void RetryAfter(HttpContext http, TimeSpan pause) =>
        http.Response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(pause.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
