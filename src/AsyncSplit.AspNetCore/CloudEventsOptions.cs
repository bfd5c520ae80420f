using AsyncSplit.Queues;

namespace AsyncSplit.AspNetCore;

/// <summary>How envelopes are sent to a broker as CloudEvents.</summary>
public sealed class CloudEventsOptions
{
    /// <summary>Where events are posted to. <c>K_SINK</c>, which Knative sets, by default; not used where <c>ASYNCSPLIT_QUEUES</c> gives each function an address.</summary>
    public Uri? Sink { get; set; }

    /// <summary>What the events say they come from.</summary>
    public Uri Source { get; set; } = new("/asyncsplit", UriKind.Relative);

    /// <summary>Whether events are sent in structured mode, as one JSON object; otherwise the envelope is the body, and the rest headers.</summary>
    public bool IsStructured { get; set; }

    /// <summary>The largest envelope, in bytes: what the broker takes.</summary>
    public int MaxEnvelopeBytes { get; set; } = 512 * 1024;

    /// <summary>How long the broker may take to accept an event.</summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Makes the connections; a pool of its own by default. This is where a token for the broker is added.</summary>
    public HttpMessageHandler? Handler { get; set; }

    /// <summary>Makes the table for joins, callbacks, signals and results; null for none.</summary>
    public Func<IServiceProvider, IItemStore?>? Items { get; set; }

    /// <summary>How chains use queues and table.</summary>
    public Action<QueuedChainsOptions>? Chains { get; set; }
}
