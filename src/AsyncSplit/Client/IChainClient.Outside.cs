namespace AsyncSplit;

/// <content>What comes as JSON, and tells running chains what has happened outside: ends callbacks, sends signals.</content>
public partial interface IChainClient
{
    /// <summary>Starts a chain by its handler's wire name with arguments that are JSON already.</summary>
    /// <param name="handler">The wire name of a handler or contract member of this process.</param>
    /// <param name="arguments">An object whose members are named like the parameters.</param>
    /// <param name="options">The chain's id and time.</param>
    /// <param name="cancellationToken">Cancels the call; whether the chain was started is then unknown.</param>
    /// <exception cref="KeyNotFoundException">There is no such handler here.</exception>
    /// <exception cref="ArgumentException">The handler takes other arguments.</exception>
    Task<ChainHandle> StartJsonAsync(string handler, ReadOnlyMemory<byte> arguments, ChainStartOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Completes a callback.</summary>
    /// <param name="token">What <c>Chain.Callback&lt;T></c> has handed out.</param>
    /// <param name="value">The value.</param>
    /// <param name="cancellationToken">Cancels the call; whether the callback was completed is then unknown.</param>
    /// <exception cref="CallbackRefusedException">It has been completed before, or is over: see <see cref="TryCompleteAsync{T}"/>.</exception>
    /// <exception cref="InvalidCallbackTokenException">The token is none.</exception>
    /// <exception cref="ArgumentException">The callback is for a value of another type.</exception>
    Task CompleteAsync<T>(CallbackToken token, T value, CancellationToken cancellationToken = default);

    /// <summary>Completes a callback without a value.</summary>
    /// <inheritdoc cref="CompleteAsync{T}"/>
    Task CompleteAsync(CallbackToken token, CancellationToken cancellationToken = default);

    /// <summary>Fails a callback: the chain's await throws <paramref name="exception"/>.</summary>
    /// <inheritdoc cref="CompleteAsync{T}"/>
    Task FailAsync(CallbackToken token, Exception exception, CancellationToken cancellationToken = default);

    /// <summary>Completes a callback, or says why not: of those who complete it, whoever is first is told that it was accepted, and nobody else.</summary>
    /// <exception cref="InvalidCallbackTokenException">The token is none.</exception>
    /// <exception cref="ArgumentException">The callback is for a value of another type.</exception>
    Task<CallbackAnswer> TryCompleteAsync<T>(CallbackToken token, T value, CancellationToken cancellationToken = default);

    /// <summary>Fails a callback, or says why not.</summary>
    /// <exception cref="InvalidCallbackTokenException">The token is none.</exception>
    Task<CallbackAnswer> TryFailAsync(CallbackToken token, Exception exception, CancellationToken cancellationToken = default);

    /// <summary>Completes a callback with a value that is JSON already, or says why not.</summary>
    /// <exception cref="InvalidCallbackTokenException">The token is none.</exception>
    /// <exception cref="ArgumentException">It is no JSON, or, where the type that the chain waits for is registered in this process, no value of that.</exception>
    Task<CallbackAnswer> TryCompleteJsonAsync(CallbackToken token, ReadOnlyMemory<byte> json, CancellationToken cancellationToken = default);

    /// <summary>Fails a callback with an error as docs/wire-format.md has it, or says why not.</summary>
    /// <exception cref="InvalidCallbackTokenException">The token is none.</exception>
    /// <exception cref="ArgumentException">It is no error.</exception>
    Task<CallbackAnswer> TryFailJsonAsync(CallbackToken token, ReadOnlyMemory<byte> error, CancellationToken cancellationToken = default);

    /// <summary>Sends a signal to a chain, which gets it with <c>Chain.Signal&lt;T>(name)</c>, now or later.</summary>
    /// <param name="chainId">The chain.</param>
    /// <param name="name">The signal's name.</param>
    /// <param name="value">The value.</param>
    /// <param name="signalId">Tells a signal that is sent again from another one: the second with the same id is dropped. A new one by default.</param>
    /// <param name="cancellationToken">Cancels the call; whether the signal was sent is then unknown.</param>
    /// <exception cref="SignalRefusedException">The chain has ended, or there is none.</exception>
    Task SignalAsync<T>(string chainId, string name, T value, string? signalId = null, CancellationToken cancellationToken = default);

    /// <summary>Sends a signal whose value is JSON already, or says why not.</summary>
    /// <exception cref="ArgumentException">It is no JSON.</exception>
    Task<SignalAnswer> TrySignalJsonAsync(string chainId, string name, ReadOnlyMemory<byte> json, string? signalId = null, CancellationToken cancellationToken = default);
}
