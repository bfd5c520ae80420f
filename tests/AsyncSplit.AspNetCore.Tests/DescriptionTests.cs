using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using AsyncSplit.AspNetCore.Tests.Harness;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AsyncSplit.AspNetCore.Tests;

/// <summary>What the endpoints say of themselves, and to whom they open.</summary>
public sealed class DescriptionTests
{
    [Fact]
    public async Task TheOpenApiDocumentHasAllOfThem()
    {
        await using var app = await ChainsApp.StartAsync(services: services => services.AddOpenApi(), map: web =>
        {
            web.MapChains();
            web.MapOpenApi();
        });

        var paths = (await app.Http.GetFromJsonAsync<JsonElement>("/openapi/v1.json")).GetProperty("paths");

        Assert.Equal(
            ["/chains/answers", "/chains/callbacks/{token}", "/chains/callbacks/{token}/failure", "/chains/start/{handler}", "/chains/{id}", "/chains/{id}/cancel", "/chains/{id}/result", "/chains/{id}/signals/{name}"],
            paths.EnumerateObject().Select(path => path.Name).Order(StringComparer.Ordinal));
        var start = paths.GetProperty("/chains/start/{handler}").GetProperty("post");
        Assert.Equal("StartChain", start.GetProperty("operationId").GetString());
        Assert.True(start.GetProperty("responses").TryGetProperty("202", out _));
        Assert.True(start.TryGetProperty("requestBody", out _));
        Assert.True(paths.GetProperty("/chains/callbacks/{token}").GetProperty("post").GetProperty("responses").TryGetProperty("409", out _));
    }

    [Fact]
    public async Task AuthorizationIsForAllButThoseWhoseRequestsProveThemselves()
    {
        await using var app = await ChainsApp.StartAsync(
            services: services =>
            {
                services.AddAuthentication("header").AddScheme<AuthenticationSchemeOptions, HeaderScheme>("header", null);
                services.AddAuthorization();
            },
            map: web =>
            {
                web.UseAuthentication();
                web.UseAuthorization();
                web.MapChains().RequireAuthorization();
            });

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Http.PostAsync("/chains/start/Loans.CatchAsync", null)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Http.GetAsync("/chains/x")).StatusCode);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/chains/start/Loans.CatchAsync");
        request.Headers.Add("User", "ada");
        Assert.Equal(HttpStatusCode.Accepted, (await app.Http.SendAsync(request)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await app.Http.PostAsync($"/chains/callbacks/{await app.Letters.NextAsync()}", null)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await app.Http.PostAsync("/chains/answers", null)).StatusCode);
    }

    private sealed class HeaderScheme(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Request.Headers["User"].ToString() is { Length: > 0 } user
            ? AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, user)], "header")), "header"))
            : AuthenticateResult.NoResult());
    }
}
