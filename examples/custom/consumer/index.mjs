// An output of a custom resource may hold anything, so it travels in a variable of its own.
const { needs } = JSON.parse(process.env.SPARTA_DISCOVERY);
const message = process.env[needs.hello.message.env];

export const handler = async () => ({ message });
