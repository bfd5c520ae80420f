using AsyncSplit.Testing.Lambda.Environments;

namespace AsyncSplit.Testing.Lambda.Api;

/// <summary>What stands behind the Runtime API of one environment.</summary>
internal interface IRuntime
{
    /// <summary>The runtime is done with what it has, and waits for the next invocation. Cancelled if it is gone, or asks again.</summary>
    Task<Invocation> NextAsync();

    /// <summary>The runtime answers. <see langword="false"/>, if that is not the invocation that it has, or it has been answered.</summary>
    bool TryAnswer(string requestId, InvocationOutcome outcome, ReadOnlyMemory<byte> answer);

    /// <summary>The runtime cannot start, and will exit.</summary>
    void FailInit(string error);
}
