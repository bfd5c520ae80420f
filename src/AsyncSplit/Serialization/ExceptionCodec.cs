namespace AsyncSplit.Serialization;

/// <summary>Restores exceptions of one type. Generated for the exception types that handlers throw, catch or test for.</summary>
public abstract class ExceptionCodec
{
    /// <summary>The full name of the type, as <see cref="System.Type.FullName"/> gives it: what travels.</summary>
    public abstract string TypeName { get; }

    /// <summary>Writes the exception's own data (not message, stack or inner exception) as one JSON object.</summary>
    public abstract void WriteData(StateWriter writer, Exception exception);

    /// <summary>Creates the exception again. Message, stack and inner exception beyond what its constructor takes are restored by the caller.</summary>
    /// <param name="data">Stands on the object that <see cref="WriteData"/> wrote (of this or of a derived type).</param>
    /// <param name="message">The message the exception was constructed with.</param>
    /// <param name="inner">The inner exception, restored already.</param>
    public abstract Exception Read(ref StateReader data, string message, Exception? inner);
}
