namespace AsyncSplit.Testing.Tests.Callbacks;

/// <summary>Handlers that listen to signals and give that up.</summary>
public partial class GivenUp
{
    [Chainable]
    public async Task<string> RemindAsync()
    {
        for (var reminders = 0; ; reminders++)
        {
            try
            {
                return $"{await Chain.Signal<string>("paid").WaitAsync(TimeSpan.FromDays(1))} after {reminders} reminders";
            }
            catch (TimeoutException)
            {
            }
        }
    }

    [Chainable]
    public async Task<string> KeepAsync()
    {
        var paid = Chain.Signal<string>("paid");
        try
        {
            return await paid.WaitAsync(TimeSpan.FromDays(1));
        }
        catch (TimeoutException)
        {
            await Task.Delay(TimeSpan.FromDays(1));
        }

        return $"late {await paid}";
    }

    [Chainable]
    public async Task<string> DropAsync()
    {
        _ = Chain.Signal<string>("paid");
        await Task.Delay(TimeSpan.FromDays(1));
        return await Chain.Signal<string>("paid");
    }

    [Chainable]
    public async Task<string> PassByAsync()
    {
        try
        {
            return await ListenAndFailAsync();
        }
        catch (InvalidOperationException)
        {
            return $"again {await Chain.Signal<string>("paid")}";
        }
    }

    [Chainable]
    public async Task<string> CancelAsync()
    {
        try
        {
            return await ListenAsync();
        }
        catch (OperationCanceledException)
        {
            return $"cancelled {await Chain.Signal<string>("paid")}";
        }
    }

    [Chainable]
    private async Task<string> ListenAsync() => $"heard {await Chain.Signal<string>("paid")}";

    [Chainable]
    private async Task<string> ListenAndFailAsync()
    {
        var paid = Chain.Signal<string>("paid");
        await FailAsync();
        return await paid;
    }

    [Chainable]
    private async Task FailAsync()
    {
        await Task.Delay(TimeSpan.FromDays(1));
        throw new InvalidOperationException("failed");
    }
}
