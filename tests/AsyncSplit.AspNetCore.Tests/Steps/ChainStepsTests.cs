using System.Net;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AsyncSplit.AspNetCore.Steps;
using AsyncSplit.AspNetCore.Tests.Harness;
using AsyncSplit.Messaging;
using AsyncSplit.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AsyncSplit.AspNetCore.Tests.Steps;

/// <summary>What the endpoint answers to single requests.</summary>
public sealed class ChainStepsTests
{
    // A call without frames: its end is the chain's.
    private const string Call = """{"v":1,"chain":"c1","id":"0123456789abcdef0123456789abcdef","kind":"call","target":"IScores.ScoreAsync","created":1893456000000,"args":{"name":"ada","income":10}}""";

    [Fact]
    public async Task AnEnvelopeThatIsDoneWithIsForgottenAndSoIsItsDuplicate()
    {
        await using var app = await StepsApp.StartAsync();
        await StartChainAsync(app);
        for (var time = 0; time < 2; time++)
        {
            Assert.Equal(HttpStatusCode.NoContent, (await PostAsync(app, Binary(app, Call))).StatusCode);
        }

        Assert.Equal(ChainStatus.Completed, (await app.Store.FindAsync("c1", default))!.Status);
    }

    [Fact]
    public async Task AStructuredEventMayHaveItsDataAsJson()
    {
        await using var app = await StepsApp.StartAsync();
        await StartChainAsync(app);
        var signature = app.Signatures.Sign(Encoding.UTF8.GetBytes(Call));
        var body = $$"""{"specversion":"1.0","type":"{{EnvelopeEvents.Type}}","source":"/test","id":"1","splitsignature":"{{signature}}","data":{{Call}}}""";

        Assert.Equal(HttpStatusCode.NoContent, (await PostAsync(app, Structured(body))).StatusCode);

        Assert.Equal("13", Encoding.UTF8.GetString((await app.Store.FindAsync("c1", default))!.Result!.Value.Span));
    }

    [Fact]
    public async Task WhatIsNoEnvelopeButSignedIsParkedAndNotPushedAgain()
    {
        await using var app = await StepsApp.StartAsync();
        Assert.Equal(HttpStatusCode.NoContent, (await PostAsync(app, Binary(app, "hello"))).StatusCode);
        var letters = new List<DeadLetter>();
        await foreach (var letter in app.Store.ListDeadLettersAsync(default))
        {
            letters.Add(letter);
        }

        Assert.Equal(DeadLetterKind.Malformed, Assert.Single(letters).Kind);
    }

    [Fact]
    public async Task AnEnvelopeWithoutAGoodSignatureIsRefused()
    {
        await using var app = await StepsApp.StartAsync();
        await using var stranger = await StepsApp.StartAsync(services: static services => services.AddAsyncSplitCore(
            static chains => chains.UseSigningKeys(new ChainKey("test", Enumerable.Repeat((byte)1, 32).ToArray()))));
        foreach (var signature in new[] { null, "", "e1.test.AAAA", "e1.other." + app.Signatures.Sign(Encoding.UTF8.GetBytes(Call)).Split('.')[2], "e1.test.!", app.Signatures.Sign("{}"u8), stranger.Signatures.Sign(Encoding.UTF8.GetBytes(Call)) })
        {
            await AssertProblemAsync(await PostAsync(app, Binary(app, Call, signature: signature)), HttpStatusCode.Unauthorized, "not-authentic");
        }

        Assert.Null(await app.Store.FindAsync("c1", default));
    }

    [Theory]
    [InlineData("ce-specversion", "0.9")]
    [InlineData("ce-type", "something.else")]
    [InlineData("ce-id", null)]
    [InlineData("ce-source", null)]
    [InlineData("ce-time", "yesterday")]
    public async Task WhatIsNoEventOfOursIsABadRequest(string header, string? value)
    {
        await using var app = await StepsApp.StartAsync();
        var request = Binary(app, Call);
        request.Headers.Remove(header);
        if (value is not null)
        {
            request.Headers.Add(header, value);
        }

        await AssertProblemAsync(await PostAsync(app, request), HttpStatusCode.BadRequest, "bad-request");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"specversion":"2.0","type":"asyncsplit.envelope.v1","source":"/t","id":"1","data":{}}""")]
    [InlineData("""{"specversion":"1.0","type":"asyncsplit.envelope.v1","source":"/t","data":{}}""")]
    [InlineData("""{"specversion":"1.0","type":"asyncsplit.envelope.v1","source":"/t","id":"1"}""")]
    [InlineData("""{"specversion":"1.0","type":"asyncsplit.envelope.v1","source":"/t","id":"1","data_base64":"?"}""")]
    [InlineData("""{"specversion":"1.0","type":"asyncsplit.envelope.v1","source":"/t","id":"1","Bad-Name":"x","data":{}}""")]
    public async Task WhatIsNoStructuredEventIsABadRequest(string body)
    {
        await using var app = await StepsApp.StartAsync();
        await AssertProblemAsync(await PostAsync(app, Structured(body)), HttpStatusCode.BadRequest, "bad-request");
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/cloudevents-batch+json")]
    [InlineData("application/cloudevents+xml")]
    [InlineData("text/plain")]
    public async Task WhatIsNoSingleEventIsAnUnsupportedMediaType(string contentType)
    {
        await using var app = await StepsApp.StartAsync();
        await AssertProblemAsync(await PostAsync(app, Structured("[]", contentType)), HttpStatusCode.UnsupportedMediaType, "no-event");
    }

    [Fact]
    public async Task ABodyHasALimit()
    {
        await using var app = await StepsApp.StartAsync(steps: static options => options.MaxBodyBytes = 200);
        await AssertProblemAsync(await PostAsync(app, Binary(app, new string(' ', 201))), HttpStatusCode.RequestEntityTooLarge, "too-large");
    }

    [Fact]
    public async Task WithoutAKeyTheEndpointIsNotMapped()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => StepsApp.StartAsync(key: false));
        Assert.Contains("UseSigningKeys", error.Message, StringComparison.Ordinal);
        await using var open = await StepsApp.StartAsync(steps: static options => options.RequireSignature = false, key: false);
        Assert.Equal(HttpStatusCode.NoContent, (await PostAsync(open, Binary(open, Call, signature: null))).StatusCode);
    }

    [Fact]
    public async Task AnAuthorizationPolicyHoldsInPlaceOfASignature()
    {
        await using var app = await StepsApp.StartAsync(
            steps: static options => options.RequireSignature = false,
            services: static services =>
            {
                services.AddAuthentication("broker").AddScheme<AuthenticationSchemeOptions, BrokerScheme>("broker", null);
                services.AddAuthorization();
            },
            map: static (web, endpoint) =>
            {
                web.UseAuthentication();
                web.UseAuthorization();
                endpoint.RequireAuthorization();
            });
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(app, Binary(app, Call, signature: null))).StatusCode);
        var request = Binary(app, Call, signature: null);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "broker");
        Assert.Equal(HttpStatusCode.NoContent, (await PostAsync(app, request)).StatusCode);
    }

    [Fact]
    public async Task WhatTheBrokerPushesTooOftenIsParked()
    {
        await using var app = await StepsApp.StartAsync(steps: static options => options.Attempt = static request => int.Parse(request.Headers["x-attempt"].ToString(), null));
        await StartChainAsync(app);
        var request = Binary(app, Call);
        request.Headers.Add("x-attempt", "11");

        Assert.Equal(HttpStatusCode.NoContent, (await PostAsync(app, request)).StatusCode);

        Assert.Equal(ChainStatus.Parked, (await app.Store.FindAsync("c1", default))!.Status);
    }

    private static Task StartChainAsync(StepsApp app) => app.Services.GetRequiredService<IChainCommitter>()
        .CommitAsync(null, new StepCommit { Started = new ChainStart("c1", "IScores.ScoreAsync", DateTimeOffset.UtcNow) }, default).AsTask();

    private static Task<HttpResponseMessage> PostAsync(StepsApp app, HttpRequestMessage request) => app.Http.SendAsync(request);

    private static HttpRequestMessage Structured(string body, string contentType = "application/cloudevents+json; charset=utf-8")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/chains/steps") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return request;
    }

    private static HttpRequestMessage Binary(StepsApp app, string body) => Binary(app, body, app.Signatures.Sign(Encoding.UTF8.GetBytes(body)));

    private static HttpRequestMessage Binary(StepsApp app, string body, string? signature)
    {
        var request = Structured(body, "application/json");
        request.Headers.Add("ce-specversion", "1.0");
        request.Headers.Add("ce-type", EnvelopeEvents.Type);
        request.Headers.Add("ce-source", "/test");
        request.Headers.Add("ce-id", "1");
        if (signature is not null)
        {
            request.Headers.Add("ce-splitsignature", signature);
        }

        return request;
    }

    private static async Task AssertProblemAsync(HttpResponseMessage response, HttpStatusCode status, string type)
    {
        Assert.Equal(status, response.StatusCode);
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal($"urn:asyncsplit:{type}", problem.RootElement.GetProperty("type").GetString());
    }

    private sealed class BrokerScheme(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
            Request.Headers.Authorization == "Bearer broker"
                ? AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity("broker")), "broker"))
                : AuthenticateResult.NoResult());
    }
}
