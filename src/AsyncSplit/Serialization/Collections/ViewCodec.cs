namespace AsyncSplit.Serialization;

/// <summary>A collection that shows another one, as <c>{"$of":…}</c>: changes of the other one stay visible in it.</summary>
internal sealed class ViewCodec<TView, TInner>(Codec<TInner> inner, Func<TView, TInner> get, Func<TInner, TView> create) : Codec<TView>
    where TView : class
    where TInner : class
{
    public override void Write(StateWriter writer, TView value)
    {
        if (!writer.IsNew(value))
        {
            return;
        }

        ExactType.Require<TView>(value);
        writer.Open(value);
        writer.Json.WriteStartObject();
        writer.Json.WritePropertyName("$of"u8);
        inner.Write(writer, get(value));
        writer.Json.WriteEndObject();
        writer.Close(value);
    }

    public override TView Read(ref StateReader reader)
    {
        if (!reader.IsNew<TView>(out var known, out var number))
        {
            return known!;
        }

        var type = typeof(TView).Name;
        reader.StartObject(type);
        TView? value = null;
        while (reader.NextProperty(type))
        {
            value = reader.TryMember("$of"u8) ? create(inner.Read(ref reader) ?? throw reader.Invalid(type)) : throw reader.Invalid(type);
        }

        reader.Register(number, value ?? throw StateReader.Missing(type, "$of"));
        return value;
    }
}
