namespace AsyncSplit.Testing.Tests.Cancellation;

/// <summary>Handlers that are cancelled.</summary>
public sealed partial class Trips(IBooking booking, Journal journal)
{
    [Chainable]
    public async Task<string> BookAsync(string who)
    {
        var hotel = await booking.ReserveAsync(who);
        try
        {
            await Task.Delay(TimeSpan.FromDays(2));
            return hotel;
        }
        catch (OperationCanceledException exception)
        {
            journal.Add($"{who}: {exception.Message}");
            await booking.ReleaseAsync(hotel);
            await Task.Delay(TimeSpan.FromHours(1));
            journal.Add($"{who}: released");
            throw;
        }
        finally
        {
            await Task.Yield();
            journal.Add($"{who}: finally");
        }
    }

    [Chainable]
    public async Task<string> BookForOtherAsync(string who)
    {
        try
        {
            return $"booked {await BookAsync(who)}";
        }
        finally
        {
            await booking.ReleaseAsync($"other of {who}");
        }
    }

    [Chainable]
    public async Task<string> BookPassedOnAsync(string who)
    {
        var booked = await BookForOtherAsync(who);
        return $"passed on {booked}";
    }

    [Chainable]
    public async Task<string> BookBothAsync(string first, string second)
    {
        var one = BookAsync(first);
        var two = BookAsync(second);
        try
        {
            return string.Join(" and ", await Task.WhenAll(one, two));
        }
        catch (OperationCanceledException)
        {
            journal.Add("both: cancelled");
            throw;
        }
        finally
        {
            var ended = await Task.WhenAny(one);
            journal.Add($"both: first ended, faulted or cancelled: {!ended.IsCompletedSuccessfully}");
        }
    }

    [Chainable]
    public async Task<string> BookAnywayAsync(string who)
    {
        try
        {
            await Task.Delay(TimeSpan.FromDays(2));
        }
        catch (OperationCanceledException)
        {
            journal.Add("swallowed");
        }

        await Task.Delay(TimeSpan.FromDays(1));
        return await booking.ReserveAsync(who);
    }

    [Chainable]
    public async Task<string> FailInsteadAsync(string who)
    {
        try
        {
            await Task.Delay(TimeSpan.FromDays(2));
            return who;
        }
        catch (OperationCanceledException exception)
        {
            throw new InvalidOperationException("instead", exception);
        }
    }

    [Chainable]
    public async Task<string> GiveUpAsync(string who)
    {
        await Task.Delay(TimeSpan.FromDays(2));
        throw new OperationCanceledException($"{who} gives up");
    }

    [Chainable]
    public async Task<int> PollAsync(int rounds)
    {
        var done = 0;
        try
        {
            while (done < rounds)
            {
                await ReadAsync();
                done++;
            }
        }
        catch (OperationCanceledException)
        {
            journal.Add("poll: cancelled");
            await ReadAsync();
            await Task.Yield();
        }

        return done;
    }

    private async Task ReadAsync()
    {
        await Task.Yield();
        journal.Add("read");
    }
}
