using AsyncSplit.Queues;
using AsyncSplit.Security;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.Http;

namespace AsyncSplit.AspNetCore.Steps;

/// <summary>Posts envelopes to a broker, which pushes them back. It can keep nothing back, and there is nothing to receive from.</summary>
internal sealed class CloudEventQueues(HttpClient http, CloudEventsOptions options, EnvelopeSignatures signatures, TimeProvider clock) : IEnvelopeQueues, IDisposable
{
    private const int MaxParallelSends = 16;

    public int MaxEnvelopeBytes => options.MaxEnvelopeBytes;

    public TimeSpan MaxDelay => TimeSpan.Zero;

    public TimeSpan LeaseDuration => Timeout.InfiniteTimeSpan;

    /// <inheritdoc/>
    /// <exception cref="HttpRequestException">The broker has not taken one.</exception>
    public async ValueTask SendAsync(IReadOnlyList<QueuedEnvelope> envelopes, CancellationToken cancellationToken)
    {
        await Parallel.ForEachAsync(
            envelopes, new ParallelOptions { MaxDegreeOfParallelism = MaxParallelSends, CancellationToken = cancellationToken }, async (envelope, token) => await SendAsync(envelope, token).ConfigureAwait(false)).ConfigureAwait(false);
    }

    public ValueTask<IReadOnlyList<ReceivedEnvelope>> ReceiveAsync(string queue, int maxCount, CancellationToken cancellationToken) => throw NotHere();

    public ValueTask<bool> RenewAsync(object receipt, CancellationToken cancellationToken) => throw NotHere();

    public ValueTask ReturnAsync(object receipt, TimeSpan delay, CancellationToken cancellationToken) => throw NotHere();

    public ValueTask DeleteAsync(object receipt, CancellationToken cancellationToken) => throw NotHere();

    public void Dispose() => http.Dispose();

    private static NotSupportedException NotHere() => new("A broker pushes envelopes, and nobody can ask it for them: map MapChainSteps(), and call AddAsyncSplitCore, which has no worker, instead of AddAsyncSplit.");

    private async ValueTask SendAsync(QueuedEnvelope envelope, CancellationToken cancellationToken)
    {
        var sent = EnvelopeEvents.Of(envelope, options.Source, signatures, clock.GetUtcNow());
        using var request = new HttpRequestMessage(HttpMethod.Post, envelope.Queue);
        request.Content = sent.ToHttpContent(options.IsStructured ? ContentMode.Structured : ContentMode.Binary, EnvelopeEventFormatter.Instance);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
    }
}
