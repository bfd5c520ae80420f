namespace AsyncSplit.Messaging;

/// <summary>A transport that can say at once whether an envelope is due. Whoever has committed a step goes on with the next envelope then, without waking anybody.</summary>
/// <remarks>Each <see cref="Expect"/> is followed by one <see cref="TryReceive"/>, whatever happens in between.</remarks>
internal interface IPromptTransport
{
    /// <summary>The caller is about to commit a step, and then to receive: nobody need be woken for an envelope that it will take, or hand to others.</summary>
    void Expect();

    /// <summary>Leases an envelope that is due; null for none.</summary>
    Delivery? TryReceive();
}
