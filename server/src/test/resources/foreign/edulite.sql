--
-- PostgreSQL database dump
--


-- Dumped from database version 15.20 (Debian 15.20-0+deb12u1)
-- Dumped by pg_dump version 15.20 (Debian 15.20-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

SET default_tablespace = '';

SET default_table_access_method = heap;

--


--
-- Data for Name: auth_group; Type: TABLE DATA; Schema: public; Owner: parley
--

COPY public.auth_group (id, name) FROM stdin;
\.


--
-- Data for Name: auth_group_permissions; Type: TABLE DATA; Schema: public; Owner: parley
--

COPY public.auth_group_permissions (id, group_id, permission_id) FROM stdin;
\.


--
-- Data for Name: auth_permission; Type: TABLE DATA; Schema: public; Owner: parley
--

COPY public.auth_permission (id, name, content_type_id, codename) FROM stdin;
1	Can add permission	1	add_permission
2	Can change permission	1	change_permission
3	Can delete permission	1	delete_permission
4	Can view permission	1	view_permission
5	Can add group	2	add_group
6	Can change group	2	change_group
7	Can delete group	2	delete_group
8	Can view group	2	view_group
9	Can add user	3	add_user
10	Can change user	3	change_user
11	Can delete user	3	delete_user
12	Can view user	3	view_user
13	Can add content type	4	add_contenttype
14	Can change content type	4	change_contenttype
15	Can delete content type	4	delete_contenttype
16	Can view content type	4	view_contenttype
17	Can add chat room	5	add_chatroom
18	Can change chat room	5	change_chatroom
19	Can delete chat room	5	delete_chatroom
20	Can view chat room	5	view_chatroom
21	Can add chat room invitation	6	add_chatroominvitation
22	Can change chat room invitation	6	change_chatroominvitation
23	Can delete chat room invitation	6	delete_chatroominvitation
24	Can view chat room invitation	6	view_chatroominvitation
25	Can add message	7	add_message
26	Can change message	7	change_message
27	Can delete message	7	delete_message
28	Can view message	7	view_message
\.


--
-- Data for Name: auth_user; Type: TABLE DATA; Schema: public; Owner: parley
--

COPY public.auth_user (id, password, last_login, is_superuser, username, first_name, last_name, email, is_staff, is_active, date_joined) FROM stdin;
3	pbkdf2_sha256$1000$saltada$idHodI40OG7ivBb/KGPIcPvIRMxKJMA0fp2JbYbdGvA=	\N	f	ada	Ada		ada@example.org	t	t	2026-11-22 19:28:56.220606+00
7	pbkdf2_sha256$1000$saltgrace$gFsssshSy0FgefY4QDkQhUbwurTJuh4hwKMLX4Df+3Y=	\N	f	grace.hopper				f	t	2026-11-22 19:28:56.22785+00
9	pbkdf2_sha256$1000$saltleft$FZHmHUa5MIs2+y9vjddnKCLEab/oe80rQ12D9F3qR0Q=	\N	f	left				f	f	2026-11-22 19:28:56.231126+00
11	md5$a$b	\N	f	md5				f	t	2026-11-22 19:28:56.238564+00
\.


--
-- Data for Name: auth_user_groups; Type: TABLE DATA; Schema: public; Owner: parley
--

COPY public.auth_user_groups (id, user_id, group_id) FROM stdin;
\.


--
-- Data for Name: auth_user_user_permissions; Type: TABLE DATA; Schema: public; Owner: parley
--

COPY public.auth_user_user_permissions (id, user_id, permission_id) FROM stdin;
\.


--
-- Data for Name: chat_chatroom; Type: TABLE DATA; Schema: public; Owner: parley
--

COPY public.chat_chatroom (id, name, room_type, created_at, updated_at, creator_id) FROM stdin;
5	General	GROUP	2026-11-22 19:28:56.241179+00	2026-11-22 19:28:56.241189+00	3
6	\N	ONE_TO_ONE	2026-11-22 19:28:56.27075+00	2026-11-22 19:28:56.270767+00	\N
\.


--
-- Data for Name: chat_chatroom_editors; Type: TABLE DATA; Schema: public; Owner: parley
--

COPY public.chat_chatroom_editors (id, chatroom_id, user_id) FROM stdin;
1	5	7
\.


--
-- Data for Name: chat_chatroom_participants; Type: TABLE DATA; Schema: public; Owner: parley
--

COPY public.chat_chatroom_participants (id, chatroom_id, user_id) FROM stdin;
1	5	3
2	5	7
3	6	11
4	6	3
\.


--
-- Data for Name: chat_chatroominvitation; Type: TABLE DATA; Schema: public; Owner: parley
--

COPY public.chat_chatroominvitation (id, status, created_at, updated_at, chat_room_id, invited_by_id, invitee_id) FROM stdin;
1	pending	2026-11-22 19:28:56.316893+00	2026-11-22 19:28:56.316903+00	5	3	11
\.


--
-- Data for Name: chat_message; Type: TABLE DATA; Schema: public; Owner: parley
--

COPY public.chat_message (id, content, created_at, is_read, chat_room_id, sender_id) FROM stdin;
100	Hello, Grace!	2026-11-22 19:28:56.286473+00	t	5	3
102	Hello\n"Ada" \\ \t é 🚀	2026-11-22 19:28:56.290756+00	t	5	7
103	psst	2026-11-22 19:28:56.304615+00	f	6	11
110	not read yet	2026-11-22 19:28:56.30752+00	f	5	3
111	I have left	2026-11-22 19:28:56.310728+00	f	5	9
\.


--
-- Data for Name: django_content_type; Type: TABLE DATA; Schema: public; Owner: parley
--

COPY public.django_content_type (id, app_label, model) FROM stdin;
1	auth	permission
2	auth	group
3	auth	user
4	contenttypes	contenttype
5	chat	chatroom
6	chat	chatroominvitation
7	chat	message
\.


--
-- Data for Name: django_migrations; Type: TABLE DATA; Schema: public; Owner: parley
--

COPY public.django_migrations (id, app, name, applied) FROM stdin;
1	contenttypes	0001_initial	2026-11-22 19:28:55.488359+00
2	contenttypes	0002_remove_content_type_name	2026-11-22 19:28:55.51278+00
3	auth	0001_initial	2026-11-22 19:28:55.69085+00
4	auth	0002_alter_permission_name_max_length	2026-11-22 19:28:55.752597+00
5	auth	0003_alter_user_email_max_length	2026-11-22 19:28:55.778069+00
6	auth	0004_alter_user_username_opts	2026-11-22 19:28:55.795124+00
7	auth	0005_alter_user_last_login_null	2026-11-22 19:28:55.813012+00
8	auth	0006_require_contenttypes_0002	2026-11-22 19:28:55.822597+00
9	auth	0007_alter_validators_add_error_messages	2026-11-22 19:28:55.836806+00
10	auth	0008_alter_user_username_max_length	2026-11-22 19:28:55.862482+00
11	auth	0009_alter_user_last_name_max_length	2026-11-22 19:28:55.880002+00
12	auth	0010_alter_group_name_max_length	2026-11-22 19:28:55.896718+00
13	auth	0011_update_proxy_permissions	2026-11-22 19:28:55.91586+00
