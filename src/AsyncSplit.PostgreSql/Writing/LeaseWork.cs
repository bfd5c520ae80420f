namespace AsyncSplit.PostgreSql.Writing;

/// <summary>Changes a lease: extends it, or gives the envelope back.</summary>
/// <param name="lease">The lease.</param>
/// <param name="availableIn">When the envelope can be delivered next, from when the change is written.</param>
/// <param name="isKept">Whether the lease stays.</param>
/// <param name="isCounted">Whether the delivery counts: someone has got to see it.</param>
internal sealed class LeaseWork(Lease lease, TimeSpan availableIn, bool isKept, bool isCounted) : Work
{
    private readonly TaskCompletionSource<bool> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Lease Lease => lease;

    public TimeSpan AvailableIn => availableIn;

    public bool IsKept => isKept;

    public bool IsCounted => isCounted;

    /// <summary>Ends when the transaction is committed or has failed: false when the lease was lost.</summary>
    public Task<bool> Task => _completion.Task;

    public void Succeed(bool found) => _completion.TrySetResult(found);

    public override void Fail(Exception exception) => _completion.TrySetException(exception);
}
