using AsyncSplit.AspNetCore.Endpoints;
using AsyncSplit.Hosting;
using AsyncSplit.Queues;
using AsyncSplit.Security;
using CloudNative.CloudEvents;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AsyncSplit.AspNetCore.Steps;

/// <summary>Runs the steps of envelopes that a broker pushes, and answers so that it pushes again what can still work, and nothing else.</summary>
internal sealed class StepsEndpoint
{
    private readonly PushedSteps _steps;
    private readonly EnvelopeSignatures _signatures;
    private readonly ChainStepsOptions _options;
    private readonly TimeProvider _clock;
    private readonly IHostApplicationLifetime _lifetime;
    private readonly SemaphoreSlim _places;
    private readonly CancellationTokenSource _drained = new();

    public StepsEndpoint(PushedSteps steps, EnvelopeSignatures signatures, ChainStepsOptions options, IOptions<AsyncSplitOptions> running, IHostApplicationLifetime lifetime, TimeProvider clock)
    {
        if (options.RequireSignature && !signatures.HasKeys)
        {
            throw new InvalidOperationException(
                "MapChainSteps takes signed envelopes only, and there is no key: call UseSigningKeys(ChainKey.FromBase64(\"2026-01\", secret)), or set RequireSignature = false where something else keeps strangers away.");
        }

        _steps = steps;
        _signatures = signatures;
        _options = options;
        _clock = clock;
        _lifetime = lifetime;
        _places = new SemaphoreSlim(running.Value.MaxConcurrentSteps);
        lifetime.ApplicationStopping.Register(() => _drained.CancelAfter(running.Value.DrainTimeout));
    }

    /// <summary>Handles one request.</summary>
    public async Task<IResult> RunAsync(HttpRequest request, HttpResponse response)
    {
        if (!CloudEventReader.IsEvent(request))
        {
            return Problems.Of(StatusCodes.Status415UnsupportedMediaType, "no-event", "The request is no CloudEvent: application/cloudevents+json, or the headers ce-specversion, ce-id and so on.");
        }

        if (await Bodies.ReadAsync(request.HttpContext, _options.MaxBodyBytes).ConfigureAwait(false) is not { } body)
        {
            return Problems.TooLarge(_options.MaxBodyBytes);
        }

        if (Read(request, body, out var envelope) is { } refusal)
        {
            return refusal;
        }

        if (_lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return TryAgain(response, StatusCodes.Status503ServiceUnavailable, _options.RetryAfter);
        }

        if (!_places.Wait(0, CancellationToken.None))
        {
            return TryAgain(response, StatusCodes.Status429TooManyRequests, _options.RetryAfter);
        }

        try
        {
            var answer = await StepAsync(new ReceivedEnvelope(envelope, _options.Attempt(request), null)).ConfigureAwait(false);
            return answer.IsDone ? TypedResults.NoContent() : TryAgain(response, StatusCodes.Status503ServiceUnavailable, answer.RetryAfter);
        }
        finally
        {
            _places.Release();
        }
    }

    private static IResult TryAgain(HttpResponse response, int status, TimeSpan after)
    {
        Links.RetryAfter(response.HttpContext, after);
        return TypedResults.StatusCode(status);
    }

    private IResult? Read(HttpRequest request, ReadOnlyMemory<byte> body, out ReadOnlyMemory<byte> envelope)
    {
        envelope = default;
        CloudEvent pushed;
        try
        {
            pushed = CloudEventReader.Read(request, body);
        }
        catch (FormatException exception)
        {
            return Problems.BadRequest(exception.Message);
        }

        if (pushed.Type != EnvelopeEvents.Type || pushed.Data is not byte[] data)
        {
            return Problems.BadRequest($"The event is no envelope: its type is '{pushed.Type}' and not '{EnvelopeEvents.Type}', or it has no data.");
        }

        if (_options.RequireSignature && !_signatures.IsGenuine(data, (string?)pushed[EnvelopeEvents.Signature]))
        {
            return Problems.Of(StatusCodes.Status401Unauthorized, "not-authentic", "The envelope is not signed with a key of this application.");
        }

        envelope = data;
        return null;
    }

    private async Task<PushedAnswer> StepAsync(ReceivedEnvelope envelope)
    {
        // Not disposed of: a step that has been left behind still has the token. Not the request's own: what a step has begun is not undone by a broker that has lost patience.
        var time = _options.Timeout is { } timeout ? new CancellationTokenSource(timeout, _clock) : new CancellationTokenSource();
        await using var draining = _drained.Token.UnsafeRegister(static (state, _) => ((CancellationTokenSource)state!).Cancel(), time).ConfigureAwait(false);
        try
        {
            return await _steps.RunAsync(envelope, time.Token).ConfigureAwait(false);
        }
        finally
        {
            await time.CancelAsync().ConfigureAwait(false);
        }
    }
}
