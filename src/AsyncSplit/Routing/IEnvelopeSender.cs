namespace AsyncSplit.Routing;

/// <summary>Brings calls to another program.</summary>
public interface IEnvelopeSender
{
    /// <summary>Sends a call. It ends when the other side has taken it; what it throws, it is tried again for.</summary>
    /// <param name="call">The call. It may be sent more than once, with the same id: the other side's answers count once.</param>
    /// <param name="cancellationToken">Cancelled when the host stops.</param>
    ValueTask SendAsync(RoutedCall call, CancellationToken cancellationToken);
}
