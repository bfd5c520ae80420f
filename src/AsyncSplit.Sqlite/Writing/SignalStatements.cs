using AsyncSplit.Messaging;
using AsyncSplit.Sqlite.Database;
using Microsoft.Data.Sqlite;

namespace AsyncSplit.Sqlite.Writing;

/// <summary>Signals, and who listens.</summary>
internal sealed class SignalStatements(SqliteConnection connection) : IDisposable
{
    private readonly Statement _knows = new(connection, "SELECT 1 FROM signals WHERE chain_id = ?1 AND signal_id = ?2", 2);

    private readonly Statement _signal = new(connection, "INSERT INTO signals (chain_id, signal_id, name, value, future_id) VALUES (?1, ?2, ?3, ?4, ?5)", 5);

    private readonly Statement _oldestSignal = new(
        connection, "SELECT seq, value FROM signals INDEXED BY signals_unheard WHERE chain_id = ?1 AND name = ?2 AND value IS NOT NULL ORDER BY seq LIMIT 1", 2);

    private readonly Statement _heard = new(connection, "UPDATE signals SET value = NULL, future_id = ?2 WHERE seq = ?1", 2);

    private readonly Statement _listen = new(connection, "INSERT INTO listeners (chain_id, name, future_id) VALUES (?1, ?2, ?3)", 3);

    private readonly Statement _takeListener = new(
        connection,
        "DELETE FROM listeners WHERE seq = (SELECT min(seq) FROM listeners WHERE chain_id = ?1 AND name = ?2) RETURNING future_id",
        2);

    private readonly Statement _withdraw = new(connection, "DELETE FROM listeners WHERE chain_id = ?1 AND future_id = ?2", 2);

    // A future that is remembered is a callback's.
    private readonly Statement _takeOutcome = new(connection, "DELETE FROM futures WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM remembered_futures WHERE id = ?1) RETURNING outcome", 1);

    private readonly Statement _giveBack = new(
        connection, "UPDATE signals SET value = ?3, future_id = NULL WHERE chain_id = ?1 AND future_id = ?2 RETURNING seq, name", 3);

    private readonly Statement _forgetSignals = new(connection, "DELETE FROM signals WHERE chain_id = ?1", 1);

    private readonly Statement _forgetListeners = new(connection, "DELETE FROM listeners WHERE chain_id = ?1", 1);

    public bool Knows(SignalDelivery signal) => _knows.Number(signal.ChainId, signal.SignalId) is not null;

    /// <summary>A signal has come.</summary>
    /// <returns>What it settles; null where nobody listens.</returns>
    public FutureSettlement? Add(SignalDelivery signal)
    {
        var futureId = _takeListener.Text(signal.ChainId, signal.Name);
        _signal.Execute(signal.ChainId, signal.SignalId, signal.Name, futureId is null ? signal.Value : default(SqlValue), futureId);
        return futureId is null ? null : Settle(signal.ChainId, futureId, signal.Value);
    }

    /// <summary>Someone listens.</summary>
    /// <returns>What a signal settles that has come already; null where none has.</returns>
    public FutureSettlement? Add(SignalListener listener)
    {
        long sequence;
        byte[] value;
        using (var row = _oldestSignal.Query(listener.ChainId, listener.Name))
        {
            if (!row.Read())
            {
                _listen.Execute(listener.ChainId, listener.Name, listener.FutureId);
                return null;
            }

            (sequence, value) = (row.GetInt64(0), row.Bytes(1));
        }

        _heard.Execute(sequence, listener.FutureId);
        return Settle(listener.ChainId, listener.FutureId, value);
    }

    /// <summary>Nobody listens with the future any more.</summary>
    /// <returns>Whether somebody did, and no signal had come.</returns>
    public bool Withdraw(ListenerWithdrawal withdrawal) => _withdraw.Execute(withdrawal.ChainId, withdrawal.FutureId) > 0;

    /// <summary>The signal that has settled a future, of which the chain has not got to know, is for somebody else.</summary>
    /// <returns>What it settles now; null where nobody listens, or none has.</returns>
    public FutureSettlement? GiveBack(ListenerWithdrawal withdrawal)
    {
        if (_takeOutcome.Bytes(withdrawal.FutureId) is not { } outcome)
        {
            return null;
        }

        var value = SignalDelivery.ValueOf(outcome);
        long sequence;
        string name;
        using (var row = _giveBack.Query(withdrawal.ChainId, withdrawal.FutureId, value))
        {
            if (!row.Read())
            {
                return null;
            }

            (sequence, name) = (row.GetInt64(0), row.GetString(1));
        }

        if (_takeListener.Text(withdrawal.ChainId, name) is not { } next)
        {
            return null;
        }

        _heard.Execute(sequence, next);
        return Settle(withdrawal.ChainId, next, value);
    }

    /// <summary>Nothing comes of the chain any more.</summary>
    public void Forget(string chainId)
    {
        _forgetSignals.Execute(chainId);
        _forgetListeners.Execute(chainId);
    }

    public void Dispose()
    {
        _knows.Dispose();
        _signal.Dispose();
        _oldestSignal.Dispose();
        _heard.Dispose();
        _listen.Dispose();
        _takeListener.Dispose();
        _withdraw.Dispose();
        _takeOutcome.Dispose();
        _giveBack.Dispose();
        _forgetSignals.Dispose();
        _forgetListeners.Dispose();
    }

    private static FutureSettlement Settle(string chainId, string futureId, ReadOnlyMemory<byte> value) => new(chainId, futureId, SignalDelivery.OutcomeOf(futureId, value));
}
